/** What actors did not say. */
import { useGet } from '../api';
import { t, word } from '../i18n';
import { Chain, Day, Empty, Fault, Head, Quote, Waiting, Who } from '../parts/basics';
import type { Route } from '../router';
import { itemsOf } from '../rows';
import type { Link, Name } from '../types';

interface Silence {
  actor: Name | null;
  kind: string;
  about: string;
  until?: string;
  statement: string;
  report: string;
  chain: Link[];
}

export default function SilencesPage(_: { route: Route }) {
  const { data, error, busy, again } = useGet<Silence[] | { items: Silence[] }>('silences', { per: 200 });
  const items = itemsOf(data);
  return (
    <div class="page">
      <Head title={t('page.silences')} lead={t('silences.lead')} />
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      <ul class="silences">
        {items.map((s) => (
          <li key={s.statement}>
            <div class="silence-head">
              <strong>
                <Who of={s.actor} none={t('silences.somebody')} />
              </strong>
              <span class="chip">{word('silence', s.kind)}</span>
              {s.until ? (
                <span class="faint">
                  <Day of={s.until} />
                </span>
              ) : null}
            </div>
            <Quote words={s.about} report={s.report} statement={s.statement}>
              <Chain of={s.chain} />
            </Quote>
          </li>
        ))}
      </ul>
      {data && !items.length ? <Empty>{t('silences.none')}</Empty> : null}
    </div>
  );
}

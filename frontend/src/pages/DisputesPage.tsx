/** Claims that cannot both hold, side by side. */
import { useMemo } from 'preact/hooks';
import { useApp } from '../app';
import { useGet } from '../api';
import { isDay, today } from '../days';
import { t, word } from '../i18n';
import { lookOf, looksOf } from '../map/features';
import { Mark } from '../parts/Mark';
import { Chain, Day, DayField, Empty, Fault, Head, PlaceLink, Quote, Waiting, Who, idOf } from '../parts/basics';
import { patch, type Route } from '../router';
import { itemsOf, placeOf } from '../rows';
import type { Cited, Name } from '../types';

interface Dispute {
  place: string | Name;
  place_id?: string;
  names?: Name['names'];
  on?: string;
  about: string;
  sides: { actor: Name | null; weight: number; statements: Cited[]; text?: string }[];
}

export default function DisputesPage({ route }: { route: Route }) {
  const { ledger } = useApp();
  const on = isDay(route.query['on']) ? route.query['on'] : ledger?.last || today();
  const { data, error, busy, again } = useGet<Dispute[] | { items: Dispute[] }>('disputes', { on, per: 200 });
  const looks = useMemo(() => looksOf(ledger?.actor_colours), [ledger]);
  const items = itemsOf(data);
  return (
    <div class="page">
      <Head title={t('page.disputes')} lead={t('disputes.lead')} />
      <div class="bar-form">
        <DayField id="disputes-on" label={t('time.day')} value={on} set={(d) => patch({ on: d })} />
        <p class="faint">
          <Day of={on} />
        </p>
      </div>
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      {items.map((d, n) => (
        <section key={n} class="dispute">
          <h2>
            <PlaceLink of={placeOf(d)} on={on} /> <span class="chip">{word('about', d.about)}</span>
          </h2>
          <div class="dispute-sides">
            {d.sides.map((s, m) => (
              <div key={m} class="dispute-side">
                <h3>
                  {s.actor ? <Mark {...lookOf(looks, s.actor)} status="reported" size={18} /> : null}
                  {s.actor ? <Who of={s.actor} /> : (s.text ?? t('disputes.against'))} <span class="weight figure">{t('disputes.weight', { weight: s.weight.toFixed(2) })}</span>
                </h3>
                {s.statements.map((c) => (
                  <Quote key={c.id + idOf(s.actor)} words={c.evidence} report={c.report} statement={c.id}>
                    <Chain of={c.chain} />
                    {c.known ? (
                      <p class="claim-foot">
                        <Day of={c.known} short />
                      </p>
                    ) : null}
                  </Quote>
                ))}
              </div>
            ))}
          </div>
        </section>
      ))}
      {data && !items.length ? <Empty>{t('disputes.none')}</Empty> : null}
    </div>
  );
}

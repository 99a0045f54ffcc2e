/** What one outlet or party said, and what became of its claims. */
import { useGet } from '../api';
import { number, t, word } from '../i18n';
import { Chain, Day, Empty, Fault, Quote, Status, Waiting, Who, Whos } from '../parts/basics';
import { href, type Route } from '../router';
import type { Link, Name } from '../types';
import { claimsOf, type SourceRow, Tally } from './SourcesPage';

interface Said {
  id: string;
  statement?: string;
  report: string;
  event: string;
  status: string;
  date?: string;
  day?: string;
  known?: string;
  evidence: string;
  chain?: Link[];
  place?: Name | Name[] | string | null;
  outcome?: string;
}
interface Source extends SourceRow {
  events?: Record<string, number> | { event: string; kind?: string; count: number }[];
  items?: Said[];
  said?: Said[];
  statement_list?: Said[];
}

export default function SourcePage({ route }: { route: Route }) {
  const id = route.path[1] ?? '';
  const { data, error, busy, again } = useGet<Source & { statements?: Said[] | number; source?: Name }>(`sources/${id}`);
  if (!data) {
    return (
      <div class="page">
        <Fault of={error} again={again} />
        <Waiting on={busy} />
      </div>
    );
  }
  const events: [string, number][] = Array.isArray(data.events) ? data.events.map((e) => [e.event ?? e.kind ?? '', e.count]) : Object.entries(data.events ?? {});
  events.sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...events.map((e) => e[1]));
  const said: Said[] = Array.isArray(data.statements) ? data.statements : (data.said ?? data.items ?? data.statement_list ?? []);
  const claims = claimsOf(data);
  const self: Name = data.name ? data : (data.source ?? { id, name: id });
  return (
    <div class="page">
      <p class="crumb">
        <a href={href(['sources'])}>{t('page.sources')}</a>
      </p>
      <header class="page-head">
        <h1 tabIndex={-1}>
          <Who of={self} />
        </h1>
      </header>
      <p class="lead">{self.kind ? word('actor_kind', self.kind) : ''}</p>
      <section aria-labelledby="borne">
        <h2 id="borne">{t('sources.became')}</h2>
        <dl class="counts">
          {(
            [
              ['borne', claims.borne],
              ['against', claims.against],
              ['silent', claims.silent],
            ] as const
          ).map(([k, n]) => (
            <div key={k} class={`count count-${k}`}>
              <dt>{t(`sources.${k}`)}</dt>
              <dd>{number(n)}</dd>
            </div>
          ))}
        </dl>
        <Tally of={claims} />
        <p class="faint">{t('sources.counts_only')}</p>
      </section>
      {events.length ? (
        <section aria-labelledby="kinds">
          <h2 id="kinds">{t('sources.events')}</h2>
          <table class="bars-table">
            <tbody>
              {events.map(([kind, n]) => (
                <tr key={kind}>
                  <th scope="row">{word('event', kind)}</th>
                  <td>
                    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                      <rect width={(n / most) * 100} height="8" />
                    </svg>
                  </td>
                  <td class="figure">{number(n)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <section aria-labelledby="said">
        <h2 id="said">{t('sources.said')}</h2>
        <ul class="said">
          {said.map((s) => (
            <li key={s.id ?? s.statement}>
              <div class="silence-head">
                <Day of={s.date || s.day || s.known} short /> <strong>{word('event', s.event)}</strong>
                {(Array.isArray(s.place) ? s.place.length : s.place) ? <Whos of={s.place} /> : null}
                {s.status && s.status !== 'occurred' ? <Status group="status" of={s.status} /> : null}
                {s.outcome ? <span class={`chip chip-outcome-${s.outcome}`}>{word('outcome', s.outcome)}</span> : null}
              </div>
              <Quote words={s.evidence} report={s.report} statement={s.statement ?? s.id}>
                <Chain of={s.chain} />
              </Quote>
            </li>
          ))}
        </ul>
        {!said.length ? <Empty>{t('sources.nothing')}</Empty> : null}
      </section>
    </div>
  );
}

/** Outlets and parties: how much each said, and how often it was borne out. Counts, not a score of truth. */
import { useGet } from '../api';
import { number, t, word } from '../i18n';
import { Empty, Fault, Head, Pager, Waiting, Who } from '../parts/basics';
import { href, type Route } from '../router';
import type { Name, Paged } from '../types';

export interface SourceRow extends Name {
  id: string;
  reports?: number;
  statements?: number;
  borne_out?: number;
  contradicted?: number;
  unheard?: number;
  not_heard?: number;
  open?: number;
  claims?: { borne_out?: number; contradicted?: number; unheard?: number; not_heard?: number; total?: number };
}

export const claimsOf = (s: SourceRow): { borne: number; against: number; silent: number } => {
  const c = s.claims ?? s;
  return { borne: c.borne_out ?? 0, against: c.contradicted ?? 0, silent: c.unheard ?? c.not_heard ?? 0 };
};

export default function SourcesPage({ route }: { route: Route }) {
  const page = Math.max(1, +(route.query['page'] ?? 1) || 1);
  const { data, error, busy, again } = useGet<Paged<SourceRow>>('sources', { page, per: 100 });
  const kinds = new Set((data?.items ?? []).map((s) => s.kind ?? ''));
  const counted = (data?.items ?? []).some((s) => s.claims || s.borne_out !== undefined);
  return (
    <div class="page">
      <Head title={t('page.sources')} lead={t('sources.lead')} />
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      {data ? (
        <div class="table-box">
          <table class="rows">
            <caption class="out">{t('page.sources')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('sources.name')}</th>
                {kinds.size > 1 ? <th scope="col">{t('sources.kind')}</th> : null}
                <th scope="col">{t('page.reports')}</th>
                <th scope="col">{t('report.statements')}</th>
                {counted ? <th scope="col">{t('sources.claims')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {data.items.map((s) => (
                <tr key={s.id}>
                  <th scope="row">
                    <a href={href(['source', s.id])}>
                      <Who of={s} />
                    </a>
                  </th>
                  {kinds.size > 1 ? <td>{s.kind ? word('actor_kind', s.kind) : ''}</td> : null}
                  <td class="figure">{s.reports === undefined ? '' : number(s.reports)}</td>
                  <td class="figure">{s.statements === undefined ? '' : number(s.statements)}</td>
                  {counted ? (
                    <td>
                      <Tally of={claimsOf(s)} />
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {data && !data.items.length ? <Empty>{t('sources.none')}</Empty> : null}
      {data ? <Pager page={data.page} per={data.per} total={data.total} to={(n) => href(['sources'], { page: n })} /> : null}
    </div>
  );
}

/** Three counts as a bar: borne out, contradicted, not heard of again. */
export function Tally({ of }: { of: { borne: number; against: number; silent: number } }) {
  const all = of.borne + of.against + of.silent;
  if (!all) return <span class="faint">–</span>;
  const parts = [
    ['borne', of.borne],
    ['against', of.against],
    ['silent', of.silent],
  ] as const;
  let at = 0;
  return (
    <span class="tally">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={parts.map(([k, n]) => `${t(`sources.${k}`)}: ${number(n)}`).join(t('list.and'))}>
        {parts.map(([k, n]) => {
          const w = (n / all) * 100;
          at += w;
          return <rect key={k} class={k} x={at - w} width={w} height="10" />;
        })}
      </svg>
      <span class="tally-figures" aria-hidden="true">
        {parts.map(([k, n]) => (
          <span key={k} class={`tally-${k}`} title={t(`sources.${k}`)}>
            {number(n)}
          </span>
        ))}
      </span>
    </span>
  );
}

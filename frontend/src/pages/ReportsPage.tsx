/** The reports of the ledger. */
import { useGet } from '../api';
import { named, number, t } from '../i18n';
import { Day, DayField, Empty, Fault, Head, Pager, Waiting, Who } from '../parts/basics';
import { href, patch, type Route } from '../router';
import { titleOf } from '../rows';
import type { Name, Paged, ReportRow } from '../types';

export default function ReportsPage({ route }: { route: Route }) {
  const q = route.query;
  const page = Math.max(1, +(q['page'] ?? 1) || 1);
  const { data, error, busy, again } = useGet<Paged<ReportRow>>('reports', { q: q['q'], outlet: q['outlet'], from: q['from'], to: q['to'], page, per: 50 });
  const sources = useGet<Paged<{ id: string; name: string; names?: Name['names']; kind?: string }>>('sources', { per: 200 });
  return (
    <div class="page">
      <Head title={t('page.reports')} lead={t('reports.lead')} />
      <form class="bar-form" onSubmit={(e) => e.preventDefault()}>
        <label class="field grow" htmlFor="reports-q">
          <span>{t('reports.words')}</span>
          <input id="reports-q" type="search" value={q['q'] ?? ''} onChange={(e) => patch({ q: e.currentTarget.value, page: '' })} />
        </label>
        <label class="field" htmlFor="reports-outlet">
          <span>{t('reports.outlet')}</span>
          <select id="reports-outlet" value={q['outlet'] ?? ''} onChange={(e) => patch({ outlet: e.currentTarget.value, page: '' })}>
            <option value="">{t('filter.all')}</option>
            {(sources.data?.items ?? [])
              .filter((s) => !s.kind || s.kind !== 'party')
              .map((s) => (
                <option key={s.id} value={s.id}>
                  {named(s)}
                </option>
              ))}
          </select>
        </label>
        <DayField id="reports-from" label={t('from')} value={q['from'] ?? ''} set={(d) => patch({ from: d, page: '' })} />
        <DayField id="reports-to" label={t('to')} value={q['to'] ?? ''} set={(d) => patch({ to: d, page: '' })} />
      </form>
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      {data ? (
        <>
          <div class="table-box">
            <table class="rows fold">
              <caption class="out">{t('page.reports')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('reports.published')}</th>
                  <th scope="col">{t('reports.title')}</th>
                  <th scope="col">{t('reports.outlet')}</th>
                  <th scope="col">{t('report.statements')}</th>
                  <th scope="col">{t('reports.reviewed')}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((r) => (
                  <tr key={r.id}>
                    <td class="nowrap">
                      <Day of={r.published} short />
                    </td>
                    <td class="wide">
                      <a href={href(['report', r.id])} dir="auto">
                        {titleOf(r)}
                      </a>
                    </td>
                    <td class="outlet">
                      <Who of={r.outlet} />
                    </td>
                    <td class="figure">{number(r.statements)}</td>
                    <td>
                      {r.statements ? (
                        <span class="share">
                          <progress max={r.statements} value={r.reviewed} aria-label={t('report.progress', { done: r.reviewed, all: r.statements })} />
                          <span class="figure">
                            {number(r.reviewed)}/{number(r.statements)}
                          </span>
                        </span>
                      ) : (
                        <span class="faint">–</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {!data.items.length ? <Empty>{t('reports.none')}</Empty> : null}
          <Pager page={data.page} per={data.per} total={data.total} to={(n) => href(['reports'], { ...q, page: n })} />
        </>
      ) : null}
    </div>
  );
}

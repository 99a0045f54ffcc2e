/** A page on some days, to read or print. */
import type { ComponentChildren } from 'preact';
import { useGet } from '../api';
import { day, lang, number, t } from '../i18n';
import { Icon } from '../parts/Icon';
import { PeriodForm, usePeriod } from '../parts/Period';
import { Day, Empty, Fault, Head, Waiting } from '../parts/basics';
import { href, type Route } from '../router';

interface Line {
  text: string;
  cited?: number[];
  quotes?: (string | { words?: string; evidence?: string; report?: string; statement?: string; id?: string; chain?: string[] })[];
  place?: { id: string; name: string };
}
interface Brief {
  title: string;
  lang?: string;
  start: string;
  end: string;
  sections: { code: string; title: string; lines: Line[] }[];
  sources?: { n?: number; number?: number; id?: string; report?: string; title?: string; outlet?: string; published?: string; url?: string; text?: string }[];
}

export default function BriefPage({ route }: { route: Route }) {
  const { from, to } = usePeriod(route.query, 7);
  const { data, error, busy, again } = useGet<Brief>('brief', { from, to, lang: lang() });
  const filled = (data?.sections ?? []).filter((s) => s.lines.length && s.code !== 'sources');
  const sources = data?.sources ?? [];
  const listed = data?.sections.find((s) => s.code === 'sources');
  return (
    <div class="page brief">
      <Head title={t('page.brief')} lead={inWords(data?.title ?? '')}>
        <button type="button" class="quiet no-print" onClick={() => print()}>
          <Icon name="print" size={16} /> {t('print')}
        </button>
      </Head>
      <PeriodForm from={from} to={to} />
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      {filled.map((s) => (
        <section key={s.code}>
          <h2>{s.title}</h2>
          <ul class="brief-lines">
            {s.lines.map((l, n) => (
              <li key={n}>
                <p>
                  {isolated(inWords(l.text))}{' '}
                  {l.cited?.map((c) => (
                    <a key={c} class="cite" href={`#cite-${c}`} onClick={(e) => toCite(e, c)}>
                      {number(c)}
                    </a>
                  ))}
                </p>
                {l.quotes?.length ? (
                  <ul class="brief-quotes">
                    {l.quotes.map((q, m) => (
                      <li key={m} dir="auto">
                        {typeof q === 'string' ? (
                          q
                        ) : q.report ? (
                          <a href={href(['report', q.report], { s: q.statement ?? q.id })}>{`«${q.words ?? q.evidence ?? ''}»${q.chain ? ` (${q.chain.join(t('list.chain'))})` : ''}`}</a>
                        ) : (
                          (q.words ?? q.evidence)
                        )}
                      </li>
                    ))}
                  </ul>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {data && !filled.length ? <Empty>{t('brief.none')}</Empty> : null}
      {sources.length ? (
        <section>
          <h2>{t('page.sources')}</h2>
          <ol class="cites">
            {sources.map((s, n) => {
              const at = s.n ?? s.number ?? n + 1;
              const report = s.report ?? s.id;
              return (
                <li key={at} id={`cite-${at}`} value={at} tabIndex={-1}>
                  <bdi>{s.outlet}</bdi>
                  {s.outlet ? t('list.and') : ''}
                  {report ? (
                    <a href={href(['report', report])} dir="auto">
                      {s.title || s.text || report.slice(0, 8)}
                    </a>
                  ) : (
                    <span dir="auto">{s.title ?? s.text}</span>
                  )}
                  {t('list.and')}
                  <Day of={s.published} />
                </li>
              );
            })}
          </ol>
        </section>
      ) : listed?.lines.length ? (
        <section>
          <h2>{listed.title}</h2>
          <ol class="cites">
            {listed.lines.map((l, n) => (
              <li key={n} id={`cite-${n + 1}`} tabIndex={-1} dir="auto">
                {l.text}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  );
}

/** Days in words, as on all pages. */
const inWords = (text: string): string => text.replace(/\b\d{4}-\d\d-\d\d\b/g, (iso) => day(iso));

/** In English, each Arabic name on its own: two with only a colon between would else change places. */
function isolated(text: string): ComponentChildren {
  if (lang() === 'ar') return text;
  return text.split(/([\u0600-\u06ff](?:[\u0600-\u06ff\s«»]*[\u0600-\u06ff])?)/).map((part, n) => (n % 2 ? <bdi key={n}>{part}</bdi> : part));
}

function toCite(e: Event, n: number): void {
  e.preventDefault();
  const to = document.getElementById(`cite-${n}`);
  to?.scrollIntoView({ block: 'center' });
  to?.focus({ preventScroll: true });
}

/** Searching reports, statements, places and actors while one types. */
import { useEffect, useState } from 'preact/hooks';
import { useGet } from '../api';
import { t, word } from '../i18n';
import type { Found } from '../parts/SearchBox';
import { Day, Empty, Fault, Head, Quote, Waiting, Who } from '../parts/basics';
import { href, patch, type Route } from '../router';
import { titleOf } from '../rows';

export default function SearchPage({ route }: { route: Route }) {
  const asked = route.query['q'] ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text.trim() === asked) return;
    const timer = setTimeout(() => patch({ q: text.trim() }), 220);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, busy } = useGet<Found>(asked ? 'search' : null, { q: asked, per: 50 });
  const nothing = data && !data.places.length && !data.actors.length && !data.reports.length && !data.statements.length;
  return (
    <div class="page">
      <Head title={t('page.search')} lead={t('search.lead')} />
      <label class="field big-search" htmlFor="search-q">
        <span class="out">{t('search.label')}</span>
        <input id="search-q" type="search" dir="auto" value={text} placeholder={t('search.label')} onInput={(e) => setText(e.currentTarget.value)} />
      </label>
      <Fault of={error} />
      <Waiting on={busy && !data} />
      {nothing ? <Empty>{t('search.none')}</Empty> : null}
      {data?.places.length ? (
        <section>
          <h2>{t('search.places')}</h2>
          <ul class="tiles">
            {data.places.map((p) => (
              <li key={p.id}>
                <a href={href(['map'], { place: p.id })}>
                  <Who of={p} />
                </a>
                {p.kind ? <small class="faint">{word('place_kind', p.kind)}</small> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {data?.actors.length ? (
        <section>
          <h2>{t('search.actors')}</h2>
          <ul class="tiles">
            {data.actors.map((a) => (
              <li key={a.id}>
                <a href={href(['map'], { actor: a.id })}>
                  <Who of={a} />
                </a>
                {a.kind ? <small class="faint">{word('actor_kind', a.kind)}</small> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {data?.reports.length ? (
        <section>
          <h2>{t('page.reports')}</h2>
          <ul class="lines">
            {data.reports.map((r) => (
              <li key={r.id}>
                <a href={href(['report', r.id])} dir="auto">
                  {titleOf(r)}
                </a>
                <span class="faint">
                  <Who of={r.outlet} /> · <Day of={r.published} short />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {data?.statements.length ? (
        <section>
          <h2>{t('report.statements')}</h2>
          <ul class="said">
            {data.statements.map((s) => (
              <li key={s.id}>
                <div class="silence-head">
                  <strong>{word('event', s.event)}</strong> <Day of={s.date} short />
                </div>
                <Quote words={s.evidence} report={s.report} statement={s.id} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

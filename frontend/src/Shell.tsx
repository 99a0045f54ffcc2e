/** The frame around every page: navigation, search, language, notices. */
import { Component, type ComponentChildren } from 'preact';
import { Suspense, lazy } from 'preact/compat';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type App, AppContext, dropped, may } from './app';
import { ApiError, asError, get, remove, setCsrf } from './api';
import { lang, learn, speak, t } from './i18n';
import { Icon } from './parts/Icon';
import { Fault, Waiting } from './parts/basics';
import { SearchBox } from './parts/SearchBox';
import { SignIn } from './pages/SignIn';
import { go, href, type Route, useRoute } from './router';
import type { Ledger, Session } from './types';

const pages = {
  map: lazy(() => import('./pages/MapPage')),
  report: lazy(() => import('./pages/ReportPage')),
  reports: lazy(() => import('./pages/ReportsPage')),
  add: lazy(() => import('./pages/AddPage')),
  queue: lazy(() => import('./pages/QueuePage')),
  changes: lazy(() => import('./pages/ChangesPage')),
  brief: lazy(() => import('./pages/BriefPage')),
  timeline: lazy(() => import('./pages/TimelinePage')),
  disputes: lazy(() => import('./pages/DisputesPage')),
  silences: lazy(() => import('./pages/SilencesPage')),
  sources: lazy(() => import('./pages/SourcesPage')),
  source: lazy(() => import('./pages/SourcePage')),
  search: lazy(() => import('./pages/SearchPage')),
};
type PageName = keyof typeof pages;
const MENU: PageName[] = ['map', 'reports', 'queue', 'changes', 'brief', 'timeline', 'disputes', 'silences', 'sources'];

class Guard extends Component<{ children: ComponentChildren; at: string }, { fault: Error | null }> {
  override state = { fault: null as Error | null };
  override componentDidCatch(fault: Error): void {
    console.error(fault);
    this.setState({ fault });
  }
  override componentDidUpdate(before: { at: string }): void {
    if (before.at !== this.props.at && this.state.fault) this.setState({ fault: null });
  }
  override render() {
    if (!this.state.fault) return this.props.children;
    return <Fault of={new ApiError(0, 'fault', t('error.page'), this.state.fault.message)} again={() => location.reload()} />;
  }
}

export function Shell() {
  const route = useRoute();
  const [session, setSession] = useState<Session | null>(null);
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [fault, setFault] = useState<ApiError | null>(null);
  const [signin, setSignin] = useState(false);
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState<{ text: string; undo?: () => void } | null>(null);
  const timer = useRef(0);

  const load = useCallback(() => {
    setFault(null);
    // Both at once: the map waits for the ledger's days.
    const ledger = get<Ledger>('ledger');
    ledger.catch(() => undefined);
    get<Session>('session')
      .then((s) => {
        setCsrf(s.csrf);
        setSession(s);
        if (s.accounts && !s.user) return;
        return ledger.then((l) => {
          learn(l.actor_colours.map((c) => c.actor));
          setLedger(l);
        });
      })
      .catch((e: unknown) => setFault(asError(e)));
  }, []);
  useEffect(load, [load]);
  useEffect(() => {
    const ask = (): void => setSignin(true);
    addEventListener('rasid:signin', ask);
    return () => removeEventListener('rasid:signin', ask);
  }, []);
  useEffect(() => setOpen(false), [location.hash]);

  const notice = useCallback((text: string, undo?: () => void) => {
    setNote({ text, undo });
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setNote(null), 9000);
  }, []);
  const app = useMemo<App | null>(() => session && { session, ledger, reload: load, notice }, [session, ledger, load, notice]);
  useDropAnywhere(session);

  if (!session || !app) {
    return (
      <div class="starting">
        <Fault of={fault} again={load} />
        <Waiting on={!fault} />
      </div>
    );
  }
  if ((session.accounts && !session.user) || signin) {
    return (
      <SignIn
        done={() => {
          setSignin(false);
          load();
        }}
      />
    );
  }
  return (
    <AppContext.Provider value={app}>
      <a class="skip" href="#main" onClick={skip}>
        {t('skip')}
      </a>
      <div class={`shell page-is-${route.path[0]}`}>
        <Bar app={app} route={route} open={open} toggle={() => setOpen(!open)} />
        <main id="main" tabIndex={-1}>
          <Guard at={route.path.join('/')}>
            <Suspense fallback={<Waiting on />}>
              <Page route={route} />
            </Suspense>
          </Guard>
        </main>
      </div>
      <div class="notices" role="status" aria-live="polite">
        {note ? (
          <div class="notice">
            <span>{note.text}</span>
            {note.undo ? (
              <button
                type="button"
                onClick={() => {
                  note.undo?.();
                  setNote(null);
                }}
              >
                {t('review.undo')}
              </button>
            ) : null}
            <button type="button" class="bare" aria-label={t('close')} onClick={() => setNote(null)}>
              <Icon name="close" size={14} />
            </button>
          </div>
        ) : null}
      </div>
    </AppContext.Provider>
  );
}

function skip(e: Event): void {
  e.preventDefault();
  document.getElementById('main')?.focus();
}

function Page({ route }: { route: Route }) {
  const name = route.path[0] as PageName;
  useEffect(() => {
    document.title = `${t(`page.${name in pages ? name : 'lost'}`)} · ${t('brand')}`;
    if (name !== 'map') document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [name]);
  if (!(name in pages)) {
    return (
      <div class="page">
        <h1>{t('page.lost')}</h1>
        <p>
          <a href={href(['map'])}>{t('page.map')}</a>
        </p>
      </div>
    );
  }
  const Shown = pages[name];
  return <Shown route={route} />;
}

function Bar({ app, route, open, toggle }: { app: App; route: Route; open: boolean; toggle: () => void }) {
  const here = route.path[0] === 'report' ? 'reports' : route.path[0] === 'source' ? 'sources' : route.path[0];
  const other = lang() === 'ar' ? 'en' : 'ar';
  const turn = (): void => {
    speak(other);
    dispatchEvent(new Event('rasid:language'));
  };
  const leave = (): void => void remove('session').finally(() => location.reload());
  return (
    <header class={open ? 'bar open' : 'bar'}>
      <a class="brand" href={href(['map'])}>
        <img src="./favicon.svg" alt="" width="28" height="28" />
        <span>{t('brand')}</span>
      </a>
      <button type="button" class="menu bare" aria-expanded={open} aria-controls="menu" onClick={toggle}>
        <Icon name={open ? 'close' : 'menu'} size={22} />
        <span class="out">{t('menu')}</span>
      </button>
      <div class="bar-body" id="menu">
        <SearchBox />
        {may(app, 'review') ? (
          <a class="button add" href={href(['add'])} aria-current={here === 'add' ? 'page' : undefined}>
            <Icon name="add" /> {t('page.add')}
          </a>
        ) : null}
        <nav aria-label={t('menu')}>
          {MENU.map((name) => (
            <a key={name} href={href([name])} aria-current={here === name ? 'page' : undefined}>
              <Icon name={name} />
              <span>{t(`page.${name}`)}</span>
            </a>
          ))}
        </nav>
        <div class="bar-foot">
          <button type="button" class="quiet lang" lang={other} onClick={turn}>
            {other === 'ar' ? 'العربية' : 'English'}
          </button>
          {app.session.user ? (
            <span class="user">
              <Icon name="user" size={15} /> <bdi>{app.session.user.name}</bdi>
              <button type="button" class="quiet" onClick={leave}>
                {t('signout')}
              </button>
            </span>
          ) : null}
          <span class="version faint">
            <bdi>
              {t('brand.latin')} {app.session.version}
            </bdi>
          </span>
        </div>
      </div>
    </header>
  );
}

/** A file dropped on any page is read on the page that adds. */
function useDropAnywhere(session: Session | null): void {
  useEffect(() => {
    if (!session?.rights.includes('review')) return;
    const over = (e: DragEvent): void => e.preventDefault();
    const drop = (e: DragEvent): void => {
      if (!e.dataTransfer?.files.length) return;
      e.preventDefault();
      dropped.push(...e.dataTransfer.files);
      go(href(['add']));
      dispatchEvent(new Event('rasid:dropped'));
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, [session]);
}

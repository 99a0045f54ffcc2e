/** The page that asks who is there, when accounts are on. */
import { useState } from 'preact/hooks';
import { type ApiError, asError, get, post, setCsrf } from '../api';
import { lang, speak, t } from '../i18n';
import { Fault } from '../parts/basics';
import type { Session } from '../types';

export function SignIn({ done }: { done: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const other = lang() === 'ar' ? 'en' : 'ar';
  const enter = async (e: Event): Promise<void> => {
    e.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      setCsrf((await get<Session>('session')).csrf);
      await post('session', { name, password });
      done();
    } catch (err) {
      setFault(asError(err));
      setPassword('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <main class="signin">
      <form onSubmit={(e) => void enter(e)}>
        <img src="./favicon.svg" alt="" width="52" height="52" />
        <h1>{t('brand')}</h1>
        <p class="lead">{t('signin.lead')}</p>
        <label class="field" htmlFor="signin-name">
          <span>{t('signin.name')}</span>
          <input id="signin-name" type="text" dir="auto" autoComplete="username" required value={name} onInput={(e) => setName(e.currentTarget.value)} />
        </label>
        <label class="field" htmlFor="signin-password">
          <span>{t('signin.password')}</span>
          <input id="signin-password" type="password" dir="ltr" autoComplete="current-password" required value={password} onInput={(e) => setPassword(e.currentTarget.value)} />
        </label>
        <Fault of={fault} />
        <button type="submit" class="primary" disabled={busy}>
          {t('signin.enter')}
        </button>
        <button
          type="button"
          class="quiet lang"
          lang={other}
          onClick={() => {
            speak(other);
            dispatchEvent(new Event('rasid:language'));
          }}
        >
          {other === 'ar' ? 'العربية' : 'English'}
        </button>
      </form>
    </main>
  );
}

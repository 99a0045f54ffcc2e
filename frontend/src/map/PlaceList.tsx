/** The places of the map as a list: the same for the keyboard and for readers of the screen. */
import { useMemo, useState } from 'preact/hooks';
import { named, number, t } from '../i18n';
import { Mark } from '../parts/Mark';
import { Status, Who } from '../parts/basics';
import type { MapPlace } from '../types';
import { fold } from '../fold';
import { type Looks, markOf, rankOf } from './features';

const MOST = 200;

export function PlaceList({ places, looks, pick }: { places: MapPlace[]; looks: Looks; pick: (id: string) => void }) {
  const [text, setText] = useState('');
  const found = useMemo(() => {
    const wanted = fold(text);
    return places
      .filter((p) => !wanted || fold(p.name).includes(wanted) || fold(named(p)).includes(wanted))
      .sort((a, b) => rankOf(a.kind) - rankOf(b.kind) || named(a).localeCompare(named(b)));
  }, [places, text]);
  return (
    <div class="place-list">
      <label class="field" htmlFor="place-find">
        <span class="out">{t('list.find')}</span>
        <input id="place-find" type="search" value={text} placeholder={t('list.find')} onInput={(e) => setText(e.currentTarget.value)} />
      </label>
      <ul>
        {found.slice(0, MOST).map((p) => (
          <li key={p.id}>
            <button type="button" class="bare place-row" onClick={() => pick(p.id)}>
              <Mark {...markOf(looks, p)} size={18} />
              <span class="place-name">
                <Who of={p} />
              </span>
              <span class="place-holder">{p.holder ? <Who of={p.holder} /> : ''}</span>
              <Status of={p.status} />
            </button>
          </li>
        ))}
      </ul>
      {found.length > MOST ? <p class="faint">{t('list.more', { count: found.length - MOST })}</p> : null}
      {!found.length ? <p class="faint">{t('list.none')}</p> : null}
      <p class="out" role="status">
        {number(found.length)}
      </p>
    </div>
  );
}

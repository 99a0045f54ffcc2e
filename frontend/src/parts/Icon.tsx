/** Line icons of the shell, drawn for it. */
const PATHS: Record<string, string> = {
  map: 'M3 6.5l6-2.5 6 2.5 6-2.5v13.5l-6 2.5-6-2.5-6 2.5ZM9 4v13.5M15 6.5v13.5',
  reports: 'M5 3.5h10l4 4v13H5ZM15 3.5v4h4M8.5 12h7M8.5 15.5h7M8.5 8.5h3',
  add: 'M12 5v14M5 12h14',
  queue: 'M4 6.5l1.6 1.6L8.5 5M4 12.5l1.6 1.6 2.9-3.1M4 18.5l1.6 1.6 2.9-3.1M12 7h8M12 13h8M12 19h8',
  changes: 'M4 8.5h14.5M15 5l3.5 3.5L15 12M20 15.5H5.5M9 12l-3.5 3.5L9 19',
  brief: 'M6 3.5h12v17H6ZM9 8h6M9 11.5h6M9 15h3.5',
  timeline: 'M4 19.5V4.5M4 19.5h16.5M7 15l4-4.5 3 2.5 5.5-6.5',
  disputes: 'M8 4.5L3.5 12 8 19.5M16 4.5l4.5 7.5-4.5 7.5M3.5 12h4M16.5 12h4',
  silences: 'M4 5h16v11H11l-4 3.5V16H4ZM9 10.5h.01M12 10.5h.01M15 10.5h.01',
  sources: 'M5.5 17.5a2 2 0 1 0 .01 0M4 4.5a15.5 15.5 0 0 1 15.5 15.5M4 10.5a9.5 9.5 0 0 1 9.5 9.5',
  search: 'M10.5 4.5a6 6 0 1 0 .01 0M15 15l5 5',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  close: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  play: 'M8 5.5v13l10.5-6.5Z',
  pause: 'M8 5.5v13M16 5.5v13',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  picture: 'M4 5h16v14H4ZM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9h.01',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  layers: 'M12 4l8.5 4.5L12 13 3.5 8.5ZM3.5 12.5L12 17l8.5-4.5M3.5 16L12 20.5 20.5 16',
  filter: 'M4 5.5h16l-6 7.5v6l-4-2v-4Z',
  help: 'M12 3.5a8.5 8.5 0 1 0 .01 0M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7M12 16.5h.01',
  step: 'M9 5.5l6.5 6.5L9 18.5',
  print: 'M7 9V4h10v5M7 17.5H4V9h16v8.5h-3M7 14h10v6.5H7Z',
  key: 'M4 17.5h16M5 6.5h14v7H5Z',
  calendar: 'M4.5 6h15v14h-15ZM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4',
  user: 'M12 4.5a3.7 3.7 0 1 0 .01 0M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
};

export function Icon({ name, size = 18 }: { name: string; size?: number }) {
  return (
    <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name] ?? ''} />
    </svg>
  );
}

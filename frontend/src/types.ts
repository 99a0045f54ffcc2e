/** What the server says, as docs/api.md describes it. Fields that a server may leave out are optional. */

export interface Name {
  id?: string | null;
  name: string;
  /** What English calls a place, where the packs say so. */
  name_en?: string;
  names?: Partial<Record<'ar' | 'en', string>> | string[];
  kind?: string;
  mentions?: string[];
  lat?: number | null;
  lon?: number | null;
  precision_km?: number | null;
}

export interface Span {
  start: number;
  end: number;
  field?: string;
}

export interface Session {
  user: { name: string; role: string } | null;
  accounts: boolean;
  csrf: string;
  version: string;
  rights: string[];
}

export interface ActorColour {
  actor: Name;
  colour: string;
  pattern?: string;
}

export interface Ledger {
  reports: number;
  statements: number;
  places: number;
  actors: number;
  first: string;
  last: string;
  known_first?: string;
  known_last: string;
  actor_colours: ActorColour[];
}

export interface MapPlace extends Name {
  id: string;
  kind: string;
  holder: Name | null;
  colour: string;
  status: string;
  confidence: number;
  since: string;
  last_heard: string;
  stale: boolean;
  contested: boolean;
  rivals: (string | Name)[];
}

export interface MapAnswer {
  on: string;
  known: string;
  places: MapPlace[];
  unplaced: number;
  legend: { holder: Name | null; colour: string; pattern?: string; count: number }[];
}

export interface Factor {
  rule: string;
  value: number;
  text?: string;
}

export interface Weighted {
  statement: string;
  report: string;
  event: string;
  status: string;
  actor: Name | null;
  weight: number;
  why: Factor[];
  origin?: string;
  chain: Link[];
  evidence: string;
  day: string;
  known: string;
  inferred?: boolean;
  via?: Name | null;
}

export type Link = string | { kind?: string; name: string; id?: string; office?: string; org?: string; channel?: string; via?: string; [key: string]: unknown };

export interface Holding extends Omit<MapPlace, 'rivals' | 'name'> {
  place?: string | Name;
  place_id?: string;
  name?: string;
  on: string;
  known: string;
  rivals: (string | Name)[];
  parents?: Name[];
  for: Weighted[];
  against: Weighted[];
  kept?: Weighted[];
}

export interface Period {
  start: string;
  end: string;
  holder: Name | null;
  colour?: string;
  status: string;
  confidence: number;
  contested?: boolean;
  rivals?: (string | Name)[];
}

export interface Count {
  low?: number | null;
  best?: number | null;
  high?: number | null;
}

export interface EventRow {
  id: string;
  kind: string;
  status: string;
  date?: string;
  start?: string;
  end?: string;
  place?: Name | null;
  places?: Name[];
  agents: Name[];
  targets: Name[];
  killed?: Count | number | null;
  injured?: Count | number | null;
  chains?: number;
  statements?: (string | Cited)[];
  reports?: string[];
}

export interface Cited {
  id: string;
  report: string;
  known?: string;
  chain: Link[];
  evidence: string;
}

export interface Bin {
  lat: number;
  lon: number;
  kind?: string;
  count?: number;
  n?: number;
  place?: Name | null;
  id?: string;
  events?: string[];
  kinds?: Record<string, number>;
}

export interface ReportRow {
  id: string;
  name?: string;
  title: string;
  opening?: string;
  outlet: string | Name;
  published: string;
  url?: string;
  statements: number;
  reviewed: number;
}

export interface ReportFull {
  id?: string;
  name?: string;
  title: string;
  text: string;
  url?: string;
  published?: string;
  outlet?: string | Name;
  sha256?: string;
}

export interface Rule {
  slot: string;
  rule: string;
  text?: string;
  span?: Span | null;
}

export interface Review {
  id: string;
  action: string;
  slot?: string;
  value?: unknown;
  who?: string;
  by?: string;
  at?: string;
  why?: string;
  undone?: boolean;
}

export interface Statement {
  id: string;
  event: string;
  event_label?: string;
  status: string;
  date: string;
  trigger?: string;
  evidence?: string;
  trigger_span?: Span | null;
  evidence_span?: Span | null;
  agent: Name[];
  target: Name[];
  place: Name[] | Name | null;
  source: Name[] | Name | null;
  chain: Link[] | { links: Link[] };
  killed?: number | null;
  injured?: number | null;
  rules: Rule[];
  reviews?: Review[];
  state?: 'open' | 'accepted' | 'rejected' | 'corrected' | string;
}

export interface Reading {
  report: ReportFull;
  statements: Statement[];
  notes?: unknown[];
  skipped?: string;
}

export interface Paged<T> {
  items: T[];
  page: number;
  per: number;
  total: number;
}

/** The days that a page is about, in the address; with the usual choices at hand. */
import { useApp } from '../app';
import { addDays, isDay, today } from '../days';
import { t } from '../i18n';
import { patch } from '../router';
import { DayField } from './basics';

export function usePeriod(q: Record<string, string>, days: number): { from: string; to: string } {
  const { ledger } = useApp();
  const to = isDay(q['to']) ? q['to'] : ledger?.last || today();
  return { from: isDay(q['from']) ? q['from'] : addDays(to, -days), to };
}

export function PeriodForm({ from, to }: { from: string; to: string }) {
  const { ledger } = useApp();
  const back = [1, 7, 30, 365];
  return (
    <div class="bar-form no-print">
      <DayField id="period-from" label={t('from')} value={from} set={(d) => patch({ from: d })} />
      <DayField id="period-to" label={t('to')} value={to} set={(d) => patch({ to: d })} />
      <div class="quick" role="group" aria-label={t('period.quick')}>
        {back.map((n) => (
          <button key={n} type="button" class="quiet" aria-pressed={from === addDays(to, -n)} onClick={() => patch({ from: addDays(to, -n), to })}>
            {t(`period.${n}`)}
          </button>
        ))}
        {ledger?.first ? (
          <button type="button" class="quiet" aria-pressed={from === ledger.first && to === ledger.last} onClick={() => patch({ from: ledger.first, to: ledger.last })}>
            {t('period.all')}
          </button>
        ) : null}
      </div>
    </div>
  );
}

import { useEffect, useReducer } from "react";
import { type DateInput, useFormat } from "../kernel/format";

/** A moment, relative within a week; the full date with zone on hover and to screen readers. Kept up to date each minute. */
export function RelativeTime({ at }: { at: DateInput }) {
  const format = useFormat();
  const [, tick] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, 60_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={new Date(at).toISOString()} title={format.full(at)}>
      {format.relative(at)}
    </time>
  );
}

import { useSearchParams } from "react-router-dom";

/** Changes one part of the address and keeps the rest. */
export function useSetInAddress(): (key: string, value: string | null) => void {
  const [, setSearch] = useSearchParams();
  return (key, value) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(key, value);
        else next.delete(key);
        return next;
      },
      { replace: true },
    );
}

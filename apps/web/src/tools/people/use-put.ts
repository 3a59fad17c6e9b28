import { useSearchParams } from "react-router-dom";

/** Changes one part of the address and keeps the rest. */
export function usePut(): (change: Record<string, string | null>) => void {
  const [, setSearch] = useSearchParams();
  return (change) =>
    setSearch(
      (former) => {
        const next = new URLSearchParams(former);
        for (const [name, value] of Object.entries(change)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
}

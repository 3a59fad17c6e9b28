import { useEffect, useState } from "react";
import { useNavigation, useSearchParams } from "react-router-dom";

const PAUSE_MS = 250;

/**
 * What is typed into a search field whose value lives in the address under `name`: written there after a pause, in place of
 * the former. Nothing is written while another page is on its way: that would call it off.
 */
export function useAddressText(name: string): [text: string, setText: (text: string) => void] {
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get(name) ?? "");
  const busy = useNavigation().state !== "idle";
  const written = search.get(name) ?? "";
  const wanted = text.trim();
  useEffect(() => {
    if (busy || wanted === written) return undefined;
    const later = setTimeout(
      () =>
        setSearch(
          (former) => {
            const next = new URLSearchParams(former);
            if (wanted) next.set(name, wanted);
            else next.delete(name);
            return next;
          },
          { replace: true },
        ),
      PAUSE_MS,
    );
    return () => clearTimeout(later);
  }, [busy, name, wanted, written, setSearch]);
  return [text, setText];
}

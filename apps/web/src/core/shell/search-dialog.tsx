import { lazy, Suspense, useEffect, useState } from "react";
import { useHotkeys } from "../../kernel/hotkeys";
import { onOpenSearch, openSearch } from "./search-registry";

const SearchPanel = lazy(async () => ({ default: (await import("./search-panel")).SearchPanel }));

/** Listens for Ctrl/⌘-K; the panel's code is fetched the first time. */
export function SearchDialog() {
  const [opened, setOpened] = useState(false);
  const [needed, setNeeded] = useState(false);
  useEffect(
    () =>
      onOpenSearch(() => {
        setNeeded(true);
        setOpened(true);
      }),
    [],
  );
  useHotkeys([["mod+K", openSearch]], []);
  if (!needed) return null;
  return (
    <Suspense fallback={null}>
      <SearchPanel opened={opened} onClose={() => setOpened(false)} />
    </Suspense>
  );
}

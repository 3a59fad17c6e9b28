import { lazy, type ReactNode, Suspense, useState } from "react";
import { useViewer } from "../../kernel/session";
import { Unread } from "../shell/counts";

// What counts is fetched after the page: the number at the bell may come a moment later.
const UnreadWatch = lazy(async () => ({ default: (await import("./unread-watch")).UnreadWatch }));

/** Gives the number at the bell to everything inside. */
export function UnreadProvider({ children }: { children: ReactNode }) {
  const viewer = useViewer();
  const [count, setCount] = useState(0);
  return (
    <Unread.Provider value={viewer ? count : 0}>
      {viewer && (
        <Suspense fallback={null}>
          <UnreadWatch key={viewer.id} onCount={setCount} />
        </Suspense>
      )}
      {children}
    </Unread.Provider>
  );
}

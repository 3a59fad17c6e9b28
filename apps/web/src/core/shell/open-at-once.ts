import { useEffect, useRef, useState } from "react";

/**
 * State of a menu whose code came because its button was pressed: it opens as soon as it is on screen. The button has the focus
 * first, so that closing gives it back.
 */
export function useOpenAtOnce() {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    button.current?.focus();
    queueMicrotask(() => setOpened(true));
  }, []);
  return { button, menu: { opened, onChange: setOpened } };
}

import { IconLock } from "@tabler/icons-react";
import { type ReasonLike, useReasonText } from "../kernel/reasons";
import classes from "./access-reasons.module.css";

/** Why something is closed, on one line with a lock; nothing when it is open. */
export function AccessReasons({ reasons }: { reasons: readonly ReasonLike[] }) {
  const say = useReasonText();
  if (reasons.length === 0) return null;
  const sentences = [...new Set(reasons.map(say))];
  return (
    <span className={classes.reasons}>
      <IconLock size={14} aria-hidden />
      <span>
        {sentences.map((sentence, index) => (
          <span key={sentence}>
            {index > 0 && " "}
            {sentence}
          </span>
        ))}
      </span>
    </span>
  );
}

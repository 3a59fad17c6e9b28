import { ActionIcon, Indicator } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { loadWords } from "../../kernel/i18n";
import { useUnread } from "../shell/counts";

const fetchPanel = async () => (await Promise.all([import("./bell-panel"), loadWords("notifications")]))[0];
const BellPanel = lazy(async () => ({ default: (await fetchPanel()).BellPanel }));

/** The bell and its number; the panel's code is fetched when a pointer or the keyboard comes near, and opens on the first press. */
export function Bell() {
  const { t } = useTranslation("shell");
  const unread = useUnread();
  const [wanted, setWanted] = useState(false);
  const near = () => void fetchPanel();
  const button = (
    <Indicator label={unread > 99 ? "99+" : unread} size={18} offset={5} disabled={unread === 0} color="yellow">
      <ActionIcon
        aria-label={t("bell", { count: unread })}
        aria-haspopup="dialog"
        onPointerEnter={near}
        onFocus={near}
        onClick={() => setWanted(true)}
      >
        <IconBell size={20} />
      </ActionIcon>
    </Indicator>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <BellPanel />
    </Suspense>
  ) : (
    button
  );
}

import { ActionIcon } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShownCourse } from "./course-tools";
import classes from "./shell.module.css";

const fetchSheet = () => import("./more-sheet");
const MoreSheet = lazy(async () => ({ default: (await fetchSheet()).MoreSheet }));

/** On phones, the ⋯ of the top bar: the course's tools and the settings, in a sheet whose code is fetched when it is asked for. */
export function MoreButton() {
  const { t } = useTranslation("shell");
  const course = useShownCourse();
  const [opened, setOpened] = useState(false);
  const [needed, setNeeded] = useState(false);
  const open = () => {
    setNeeded(true);
    setOpened(true);
  };
  return (
    <>
      <ActionIcon
        className={classes.phone}
        aria-label={t(course ? "courseTools" : "more")}
        aria-haspopup="dialog"
        onPointerEnter={() => void fetchSheet()}
        onClick={open}
      >
        <IconDots size={22} />
      </ActionIcon>
      {needed && (
        <Suspense fallback={null}>
          <MoreSheet opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}

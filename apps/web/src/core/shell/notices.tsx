import { MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

/** Where notices appear. In a file of its own, so that its code is not part of the first load; what is said before waits in the store. */
export function Notices() {
  const { t } = useTranslation("ui");
  // Every notice can be closed, and its button says so.
  const theme = { components: { Notification: { defaultProps: { closeButtonProps: { "aria-label": t("close") } } } } };
  return (
    <MantineThemeProvider theme={theme}>
      <Notifications position="bottom-right" limit={4} containerWidth="min(26rem, calc(100vw - 2rem))" />
    </MantineThemeProvider>
  );
}

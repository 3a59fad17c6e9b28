import { ApolloProvider } from "@apollo/client/react";
import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { Announcer } from "../../kernel/announce";
import { useContrast } from "../../kernel/contrast-setting";
import { directionOf } from "../../kernel/i18n";
import { cssVariables, theme } from "../../ui/theme";

const Notices = lazy(async () => ({ default: (await import("./notices")).Notices }));

/** Keeps the component library's direction the same as the language's. */
function DirectionOfLanguage() {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  useEffect(() => setDirection(directionOf(i18n.language)), [i18n.language, setDirection]);
  return null;
}

/** What surrounds every page and knows none: data client, theme, direction, notices, live region. */
export function Frame({ children, env = "default" }: { children: ReactNode; env?: "default" | "test" }) {
  const contrast = useContrast();
  return (
    <ApolloProvider client={client}>
      <DirectionProvider initialDirection={directionOf(document.documentElement.lang)} detectDirection={false}>
        <MantineProvider theme={theme} defaultColorScheme="auto" env={env} cssVariablesResolver={cssVariables[contrast]}>
          <DirectionOfLanguage />
          {children}
          <Suspense fallback={null}>
            <Notices />
          </Suspense>
          <Announcer />
        </MantineProvider>
      </DirectionProvider>
    </ApolloProvider>
  );
}

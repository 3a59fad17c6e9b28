import type { ComponentProps } from "react";
import { Outlet } from "react-router-dom";
import { PageTabs } from "../../ui/page-tabs";
import { StepUpProvider } from "../session/step-up";
import { PageBody } from "./page-body";

/** What surrounds pages that belong together: their tabs, and the dialog that asks again who sits there. */
export function TabbedFrame(tabs: ComponentProps<typeof PageTabs>) {
  return (
    <PageBody>
      <PageTabs {...tabs} />
      <StepUpProvider>
        <Outlet />
      </StepUpProvider>
    </PageBody>
  );
}

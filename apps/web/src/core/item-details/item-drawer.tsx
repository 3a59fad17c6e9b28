import { useQuery } from "@apollo/client/react";
import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useRefusalMessage } from "../../kernel/errors";
import { ListSkeleton } from "../../ui/skeletons";
import { ItemDrawerDocument } from "./item-details.generated";
import { ItemForm, OverrideForm } from "./item-form";

interface ItemDrawerProps {
  /** The item whose details are open; null = closed. */
  itemId: string | null;
  onClose: () => void;
  onSaved: () => unknown;
}

function Details({ itemId, onClose, onSaved }: ItemDrawerProps & { itemId: string }) {
  const { sessionId } = useCoursePlace();
  const message = useRefusalMessage();
  const { data, error } = useQuery(ItemDrawerDocument, { variables: { id: itemId, sessionId }, fetchPolicy: "network-only" });
  if (error) return <p role="alert">{message(error)}</p>;
  if (!data) return <ListSkeleton />;
  const details = data.itemDetails;
  const saved = () => {
    onSaved();
    onClose();
  };
  return details.viewerCan.override ? <OverrideForm details={details} onSaved={saved} /> : <ItemForm details={details} onSaved={saved} />;
}

/** State, dates and conditions of an item of any kind, beside the page; in a session, what the session changes of a base item. */
export function ItemDrawer(props: ItemDrawerProps) {
  const { t } = useTranslation("courses");
  return (
    <Drawer
      opened={props.itemId !== null}
      onClose={props.onClose}
      position="right"
      title={t("details.heading")}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      {props.itemId && <Details key={props.itemId} {...props} itemId={props.itemId} />}
    </Drawer>
  );
}

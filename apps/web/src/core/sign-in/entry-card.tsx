import { Alert, Card, Stack } from "@mantine/core";
import type { FormEventHandler, ReactNode } from "react";
import { PageHeader } from "../../ui/page-header";

interface EntryCardProps {
  title: string;
  /** A line below the title. */
  description?: ReactNode;
  /** What went wrong, at the top of the card. */
  problem?: string;
  onSubmit?: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
  /** Ways elsewhere, below the card. */
  below?: ReactNode;
}

/** The narrow card of every page before somebody is signed in. */
export function EntryCard({ title, description, problem, onSubmit, children, below }: EntryCardProps) {
  const content = (
    <Stack>
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {children}
    </Stack>
  );
  return (
    <Stack maw="26rem" mx="auto" px="md" py={48} gap={0}>
      <PageHeader title={title} description={description} />
      {onSubmit ? (
        <Card component="form" onSubmit={onSubmit} padding="lg" noValidate>
          {content}
        </Card>
      ) : (
        <Card padding="lg">{content}</Card>
      )}
      {below && (
        <Stack gap={6} mt="md" align="flex-start">
          {below}
        </Stack>
      )}
    </Stack>
  );
}

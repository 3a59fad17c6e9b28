import { useMutation } from "@apollo/client/react";
import { useCallback, useState } from "react";
import { client } from "../../apollo";
import { useShowError } from "../../kernel/errors";
import { ImportChangedDocument, ImportPackageDocument, type ImportJobFragment } from "./packages.generated";

export interface RunningImport {
  key: string;
  name: string;
  job: ImportJobFragment | null;
}

const ended = (job: ImportJobFragment | null): boolean => job !== null && ["SUCCEEDED", "FAILED", "CANCELLED"].includes(job.state);

/** Turns finished uploads into packages, and follows each job until its end. */
export function useImports(courseId: string, sessionId: string | null, onMade: (packageId: string) => void) {
  const [imports, setImports] = useState<readonly RunningImport[]>([]);
  const [begin] = useMutation(ImportPackageDocument);
  const showError = useShowError();
  const change = useCallback(
    (key: string, job: ImportJobFragment) => setImports((all) => all.map((one) => (one.key === key ? { ...one, job } : one))),
    [],
  );
  const start = useCallback(
    async (uploadId: string, file: File) => {
      const key = crypto.randomUUID();
      setImports((all) => [...all, { key, name: file.name, job: null }]);
      try {
        const { data } = await begin({ variables: { courseId, sessionId, uploadId } });
        if (!data) return;
        change(key, data.importPackage);
        const stop = client.subscribe({ query: ImportChangedDocument, variables: { id: data.importPackage.id } }).subscribe({
          next: ({ data: said }) => {
            const job = said?.jobChanged;
            if (!job) return;
            change(key, job);
            if (!ended(job)) return;
            stop.unsubscribe();
            const made = job.result && "package" in job.result ? job.result.package : null;
            if (made) onMade(made.id);
          },
          error: showError,
        });
      } catch (error) {
        setImports((all) => all.filter((one) => one.key !== key));
        showError(error);
      }
    },
    [begin, courseId, sessionId, change, onMade, showError],
  );
  const dismiss = useCallback((key: string) => setImports((all) => all.filter((one) => one.key !== key)), []);
  return { imports, start, dismiss };
}

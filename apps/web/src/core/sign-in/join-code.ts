/** The code of the link into a course from which somebody came to register; null for everybody else. */
export const joinCodeOf = (search: URLSearchParams): string | null => /^\/join\/([\w-]{22})$/u.exec(search.get("next") ?? "")?.[1] ?? null;

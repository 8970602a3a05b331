/** A pattern of SQL's LIKE for "contains this text", whatever signs the text holds. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

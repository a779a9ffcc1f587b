/** The two lines around what downhill wrote. Comments of HTML are comments in Markdown too, in all targets. */
export const regionStart = (name: string): string => `<!-- downhill:begin ${name} -->`;
export const regionEnd = (name: string): string => `<!-- downhill:end ${name} -->`;

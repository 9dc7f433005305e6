/** How many of a list an answer names; beyond that they are only counted. */
export const mostNamed = 20

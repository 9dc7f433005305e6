/** The id of the element that holds the page itself: skip link and focus go there. */
export const mainId = 'main'

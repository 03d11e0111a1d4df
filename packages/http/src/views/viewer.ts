/**
 * Who looks at it. What only admins may see is left out for others, not emptied. A guest holds a link, which can end up
 * anywhere: of personal data it shows only what tells one's own order from another's.
 */
export type Viewer = 'guest' | 'customer' | 'admin'

/** Stands in the API's description of what only admins see. */
export const admins = 'For admins only.'

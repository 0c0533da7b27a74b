/** Most drafts of one prompt that there are settings for. */
export const MAX_DRAFTS = 10;

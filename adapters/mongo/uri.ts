/** Whether a connection string says which database to use. Where it does not, the driver would take one named `test`. */
export const namesDatabase = (uri: string): boolean => /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri);

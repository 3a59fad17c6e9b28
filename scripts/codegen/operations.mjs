export async function generateOperations() { return "no operations yet"; }

/** As the contract has them, without its schemas: they would weigh on the first package. */
export const MAX_QUANTITY = 999;
export const MAX_CART_LINES = 100;

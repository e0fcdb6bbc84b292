/** The package entry `stackless/pipeline`. */
export {};

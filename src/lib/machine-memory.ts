import { totalmem } from 'node:os'

/** Bytes that this process may use: in a container less than the machine has, and whoever takes more is killed by the system. */
export const machineMemory = () => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)

/** `1 person`, `2,109 people`. */
export const peopleWords = (count: number | null) =>
  count === null ? 'Not counted yet' : `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`

/** What the first screen offers. */
export type FirstChoice = 'connect' | 'practise'

// Without debounce and throttle: all events fire at once.

export function schedule(_element: Element, _type: string, _source: Element, fire: () => void): void {
  fire();
}

export function flush(): void {}

// Without care for what lives in moved nodes.

export function moveNodes(parent: Node, nodes: readonly Node[], reference: Node | null): void {
  for (const node of nodes) parent.insertBefore(node, reference);
}

import { Component, type ReactNode } from 'react';
import { Problem } from './problem';

/** Keeps a fault in one screen from taking the whole application away. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: unknown; readonly failed: boolean }
> {
  override state = { error: null as unknown, failed: false };

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <Problem error={this.state.error} onRetry={() => this.setState({ error: null, failed: false })} />;
  }
}

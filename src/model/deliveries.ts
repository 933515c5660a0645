/** Who receives whose blobs in one exchange. For now a full mesh: everyone receives all that anyone sends. */
export interface Deliveries {
  readonly type: 'everyone_to_everyone';
}

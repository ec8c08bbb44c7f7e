/** Where RTP and RTCP packets go. */
export interface PacketOutlet {
  /** Takes a copy of the packet. False if it was not taken. */
  send(packet: Buffer): boolean;
}

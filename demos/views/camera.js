/** The visitor's webcam, looked at in the page only. */
export class Camera {
  constructor() {
    this.video = document.createElement("video");
    this.video.muted = true;
  }

  get isOn() {
    return this.video.srcObject !== null && this.video.videoWidth > 0;
  }

  /** @throws {Error} if there is no camera, or the visitor says no */
  async start() {
    if (!navigator.mediaDevices) throw new Error("this address is not secure");
    const size = { width: 320, height: 320 };
    this.video.srcObject = await navigator.mediaDevices.getUserMedia({ video: size });
    await this.video.play();
  }

  stop() {
    for (const track of this.video.srcObject?.getTracks() ?? []) track.stop();
    this.video.srcObject = null;
  }

  /** @returns {[HTMLVideoElement, number, number]} the picture now, its width and height */
  frame() {
    return [this.video, this.video.videoWidth, this.video.videoHeight];
  }
}

#!/bin/sh
# Makes the clips that native publishers send. Needs ffmpeg with libvpx, libx264 and libopus, and this package's modules
# (npm ci); the results are committed.
#
# They show the test picture with its stamps (src/participants/picture), from which a browser that receives one makes the
# original anew and compares.
#
# Real-time settings without alternate reference frames, because every encoded frame must be a shown frame: a publisher
# sends one per 1/30 s. Key frames at the start and every 2 to 3 s let a publisher answer a key-frame request by jumping
# to one; their distances differ so that publishers that jumped together drift apart again. Constant bitrate keeps a
# clip under OpenVidu's default limit of 1000 kbps.
set -eu
cd "$(dirname "$0")"

frames() { # size, count
  node --import tsx render-frames.ts "${1%x*}" "${1#*x}" "$2"
}

clip() { # name, size, kbps
  frames "$2" 225 | ffmpeg -y -hide_banner -loglevel error \
    -f rawvideo -pixel_format yuv420p -video_size "$2" -framerate 30 -i - \
    -c:v libvpx -deadline realtime -cpu-used 4 -threads 1 \
    -lag-in-frames 0 -auto-alt-ref 0 -drop-threshold 0 -g 999 -force_key_frames 0,1.9,4.6 \
    -b:v "$3k" -minrate "$3k" -maxrate "$3k" -bufsize "$3k" -rc_init_occupancy "$(($3 / 2))k" \
    -undershoot-pct 95 -overshoot-pct 50 -max-intra-rate 900 -qmin 2 -qmax 56 \
    -fflags +bitexact -flags +bitexact -f ivf "$1.ivf"
  # H264 for LiveKit: what every browser decodes, one slice per frame, parameter sets before each key frame. Shorter than
  # VP8, so that the package stays small. The encoder's SEI message about itself is left out: it is longer than a frame.
  frames "$2" 132 | ffmpeg -y -hide_banner -loglevel error \
    -f rawvideo -pixel_format yuv420p -video_size "$2" -framerate 30 -i - \
    -c:v libx264 -profile:v baseline -level:v 3.1 -preset medium -tune zerolatency -threads 1 \
    -bf 0 -g 999 -sc_threshold 0 -force_key_frames 0,1.7 \
    -b:v "$3k" -maxrate "$3k" -bufsize "$3k" -x264-params slices=1:sliced-threads=0:repeat-headers=1:aud=0 \
    -bsf:v filter_units=remove_types=6 -fflags +bitexact -flags +bitexact -f h264 "$1.h264"
}

clip 180p 320x180 155
clip 360p 640x360 415
clip 540x360 540x360 490
clip 480p 640x480 580
clip 720p 1280x720 960

# A voice-like sound: a tone with overtones that swells four times a second over soft noise. 20 ms per packet.
ffmpeg -y -hide_banner -loglevel error \
  -f lavfi -i "aevalsrc=exprs='(0.25*sin(2*PI*180*t)+0.15*sin(2*PI*540*t)+0.08*sin(2*PI*1260*t))*(0.5+0.5*sin(2*PI*4*t))+0.02*(random(0)-0.5)':s=48000:d=6" \
  -c:a libopus -b:a 32k -vbr off -application voip -frame_duration 20 \
  -fflags +bitexact -flags +bitexact -f ogg voice.opus

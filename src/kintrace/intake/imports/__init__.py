"""Line lists come in: uploaded, looked at, confirmed, and the file deleted."""

"""What reading reports of tests costs."""

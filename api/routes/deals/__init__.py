"""The addresses of the live matching: 点单, 派单, 接单, 评单."""

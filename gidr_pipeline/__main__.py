"""`python -m gidr_pipeline` is `gidr`."""

from gidr_pipeline.cli import main

if __name__ == "__main__":
    main(prog_name="gidr")

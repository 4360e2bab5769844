"""The web side: takes images and tells what became of them."""

import flask


def make_app():
    from .routes import routes

    app = flask.Flask(__name__)
    app.register_blueprint(routes)
    return app

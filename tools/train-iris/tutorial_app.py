"""The app of the tutorial's section 3.1.3, as it stands there: what `POST /predict` with JSON is held against."""
# app.py
from flask import Flask, request, jsonify
import pickle
import numpy as np

app = Flask(__name__)

# 在应用启动时，加载一次模型到内存中
# 避免每次请求都重新加载，提高效率
try:
    with open('iris_model.pkl', 'rb') as f:
        model = pickle.load(f)
    iris_target_names = ['setosa', 'versicolor', 'virginica']
    print("模型加载成功！")
except FileNotFoundError:
    model = None
    print("错误：找不到模型文件 'iris_model.pkl'。请先运行训练脚本。")

@app.route('/')
def home():
    return "鸢尾花分类API。请POST到 /predict 端点。"

@app.route('/predict', methods=['POST'])
def predict():
    if model is None:
        return jsonify({"error": "模型未加载，服务不可用"}), 500

    # 1. 获取并校验输入数据
    data = request.get_json()
    if not data or 'features' not in data:
        return jsonify({"error": "请求体必须是包含 'features' 键的JSON"}), 400

    features = data['features']
    if not isinstance(features, list) or len(features) != 4:
        return jsonify({"error": "'features' 必须是一个包含4个数值的列表"}), 400

    try:
        # 2. 数据预处理
        # 将输入的列表转换为Numpy数组，并reshape成模型需要的(1, 4)形状
        input_data = np.array(features).reshape(1, -1)

        # 3. 模型推理
        prediction_idx = model.predict(input_data)[0]
        prediction_name = iris_target_names[prediction_idx]

        probabilities = model.predict_proba(input_data)[0].tolist()
        confidence = dict(zip(iris_target_names, probabilities))

        # 4. 构造响应
        response = {
            "prediction": prediction_name,
            "class_index": int(prediction_idx),
            "confidence": confidence
        }
        return jsonify(response)

    except Exception as e:
        # 捕获潜在的错误，例如输入数据无法转换为数值
        return jsonify({"error": f"处理请求时发生错误: {str(e)}"}), 500

if __name__ == '__main__':
    app.run(debug=True)
